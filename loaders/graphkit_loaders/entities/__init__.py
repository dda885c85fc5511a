"""Who is named and who is meant: an article's mentions, its entities, who holds which role, whose words are quoted.

``reading`` brings it together: what claims are made of. ``mention`` holds what a place in the text is known to name.

- names: ``scan``, made of ``tokens``, ``parties``, ``extent``, ``naming``, ``joining``
- names of one entity: ``cluster``
- roles: ``roles``, ``premodifiers``, ``runs``, ``complements``; who holds them: ``titles``, ``unnamed``
- who is meant: ``coreference``, made of ``discourse``, ``pronouns``, ``descriptions``, ``described``, ``bodies``
- what nouns for bodies stand for: ``kinds``, ``wholes``
- quotations: ``quotes``, ``attribution``, ``speaking``
- mentions as they are printed: ``references``
"""
