"""The pipeline for one workbook, the batch of many, and the report they add up to."""
