"""A believable past that nobody lived: orders, requests, answers, goods and money, to measure and to try things on."""
