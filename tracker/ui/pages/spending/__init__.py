"""Spending: the year, its cards, fees, subscriptions and claims."""
