"""Other programs that check tables, each on the workbook and the rules that `benchmarks.peers` compares them by."""
