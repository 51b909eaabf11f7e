"""Spreads the workbooks of a run over a Dask cluster. Only this package knows Dask."""
