"""Who stands for what, by nouns, by verbs, by the contest."""
