"""The invented trusts of Northmoor and what they submitted for December 2022, in English."""
