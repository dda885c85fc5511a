// title: Rifts within a party
// description: Members of one party who criticise, oppose, accuse or refuse each other, or refuse a deed that concerns
//   the other. A member is who is stated as a fact to be member or leader of the party, at whatever time; memberships are
//   the claims that say so of the two. negated, modality, former and source say how it is put: only a row with false,
//   asserted, false and no source is stated as a fact.
// parameter within: entity(Party), optional; only within this party
// parameter since: date(start), optional; only articles published on this day or later (YYYY, YYYY-MM or YYYY-MM-DD)
// parameter until: date(end), optional; only articles published on this day or before
// example: graphkit query rifts -p within="Meadow Party"

CALL () {
  MATCH (s:Entity)<-[:SUBJECT]-(c:Criticises|Opposes|Accuses|Refuses)-[:OBJECT]->(o:Entity) RETURN s, c, o
  UNION
  // whom a refused deed concerns is refused it; whom a criticism only mentions is not criticised
  MATCH (s:Entity)<-[:SUBJECT]-(c:Refuses)-[:CONTENT]->(:Act)-[:CONCERNS]->(o:Entity) RETURN s, c, o
}
WITH s, c, o
WHERE s <> o
// the parties of each once, not of each claim
WITH o, collect([s, c]) AS claims
WITH o, claims,
  COLLECT {
    MATCH (o)-[:MEMBER_OF|LEADS]->(p:Party) WHERE $within IS NULL OR p.id = $within RETURN DISTINCT p
  } AS theirs
UNWIND claims AS claim
WITH claim[0] AS s, collect([claim[1], o, theirs]) AS claims
WITH s, claims, COLLECT { MATCH (s)-[:MEMBER_OF|LEADS]->(p:Party) RETURN DISTINCT p } AS mine
UNWIND claims AS claim
UNWIND [p IN mine WHERE p IN claim[2]] AS p
WITH s, claim[0] AS c, claim[1] AS o, p
MATCH (c)-[:FROM_ARTICLE]->(a:Article)
WHERE ($since IS NULL OR a.published_latest >= date($since))
  AND ($until IS NULL OR a.published_earliest <= date($until))
// first which rows there are and in what order, so that a limit spares the rest
WITH s, c, o, a, p
ORDER BY p.label, p.id, a.published_earliest, a.id, c.start, c.id, o.id
LIMIT 1000000
OPTIONAL MATCH (c)-[:CONTENT]->(t:Act)
OPTIONAL MATCH (c)-[:SOURCE]->(w:Entity)
RETURN p.label AS party, s.label AS member, c.predicate AS predicate, o.label AS other, t.content AS content,
  c.negated AS negated, c.modality AS modality, c.former AS former,
  w.label AS source, a.published AS published, s.id AS member_id,
  o.id AS other_id, p.id AS party_id, c.id AS claim,
  COLLECT { MATCH (s)-[r:MEMBER_OF|LEADS]->(p) UNWIND r.claims AS id RETURN id }
    + COLLECT { MATCH (o)-[r:MEMBER_OF|LEADS]->(p) UNWIND r.claims AS id RETURN id } AS memberships
ORDER BY party, party_id, a.published_earliest, a.id, c.start, claim, other_id
