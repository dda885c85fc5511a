"""What a reading says: relations, actions and speech, each with how it is put, when, and how sure it is.

``relations``, ``actions`` and ``speech`` give drafts; ``times`` dates them and ``draft`` makes claims of them.

- what a role phrase tells: ``roles``, with ``told``, ``leads``, ``seats``, ``candidates``, ``kin``, ``bare``
- what stands beside a name: ``beside``, ``address``, ``groups``, ``families``
- what clauses tell: ``clauses``, ``tenure``, ``ended``
- who stands for what: ``candidacy``, ``standing``, ``sought``, ``contests``
- who does what: ``triggers``, with ``trigger`` and ``conditions``; ``actions``
- how it is put: ``qualifiers``, with ``manner``, ``modals``, ``vouching``
- when and how sure: ``times``, ``calendar``, ``confidence``
"""
