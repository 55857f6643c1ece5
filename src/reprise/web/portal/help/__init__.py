"""The public help: a question answered at once, articles to read, a person behind them."""
