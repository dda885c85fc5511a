"""What a reading says: relations, actions and speech, each with how it is put, when, and how sure it is.

``relations``, ``actions`` and ``speech`` give drafts; ``times`` dates them and ``draft`` makes claims of them.
``confidence`` says how sure. ``roles``, ``beside``, ``clauses`` and ``candidacy`` give the relations, ``manner``
how all of it is put.
"""
