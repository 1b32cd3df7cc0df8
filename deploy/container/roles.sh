#!/bin/sh
# The two roles of Accord and the database between them; PostgreSQL's image runs this once.
set -eu
psql -v ON_ERROR_STOP=1 -v owner_password="$OWNER_PASSWORD" -v service_password="$SERVICE_PASSWORD" <<'SQL'
CREATE ROLE accord_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE accord LOGIN PASSWORD :'service_password';
CREATE DATABASE accord OWNER accord_owner ENCODING 'UTF8' TEMPLATE template0;
REVOKE ALL ON DATABASE accord FROM PUBLIC;
GRANT CONNECT ON DATABASE accord TO accord;
SQL
