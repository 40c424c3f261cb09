"""Return on time: cards, chips, charts and the words beside them."""
