"""Every measure under every target, level, time and scoring, beside a second computation written without them."""
