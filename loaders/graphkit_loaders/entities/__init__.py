"""Who is named and who is meant: an article's mentions, its entities, who holds which role, whose words are quoted.

``reading`` brings together what claims are made of: ``names``, ``roles``, ``quotes`` and, through ``coreference``,
``referring``. ``mention`` holds what a place in the text is known to name; ``references`` is how mentions are printed.
"""
