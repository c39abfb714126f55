-- Runs once, when PostgreSQL starts on an empty volume. The sink's database is made by POSTGRES_DB.
CREATE DATABASE registry;
