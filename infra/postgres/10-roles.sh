#!/bin/sh
# Run by the PostgreSQL image when its volume is new: the owner of the database (migrations, queues)
# and the role the product works as, which is bound by row-level security.
set -eu
psql --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname=postgres \
  --set=owner_password="$OWNER_PASSWORD" --set=app_password="$APP_PASSWORD" <<'SQL'
CREATE ROLE consilium_owner LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD :'owner_password';
CREATE ROLE consilium_app LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD :'app_password';
GRANT consilium_app TO consilium_owner;
CREATE DATABASE consilium OWNER consilium_owner;
REVOKE TEMPORARY ON DATABASE consilium FROM PUBLIC;
SQL
