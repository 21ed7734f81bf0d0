"""Rules: what evidence gives which status, as data, and the engine that applies and explains it."""
