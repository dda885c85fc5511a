"""Who does what to whom: the verbs that carry an action, their actors and objects."""
