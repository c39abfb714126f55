package io.callstream.recipes.database;

import io.callstream.settings.Secret;
import java.time.Duration;

/**
 * Where the database is.
 *
 * @param url {@code jdbc:postgresql://host/database}
 * @param user who writes
 * @param password never printed
 * @param timeout to connect, and for each answer of the server; whole seconds
 */
public record DatabaseConfig(String url, String user, Secret password, Duration timeout) {}
