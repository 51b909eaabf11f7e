"""The buildings of a service contract, and what their site managers submit for the first quarter of 2023/24."""
