"""The departments and street offices of Heping District, and what each submits for the fourth quarter of 2022."""
