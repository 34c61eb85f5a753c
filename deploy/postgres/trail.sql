-- What the web user may do with the trail on PostgreSQL: add to it and read it, and nothing else.
-- Run it as the owner of the tables, after each `manage.py migrate`:
--
--     psql --set=web=wyfi_web --file=deploy/postgres/trail.sql
--
-- The owner, who also migrates, is another role than the one that the product signs in as.
REVOKE ALL ON TABLE teams_trailentry FROM PUBLIC;
REVOKE ALL ON TABLE teams_trailentry FROM :"web";
GRANT SELECT, INSERT ON TABLE teams_trailentry TO :"web";
