package io.callstream.recipes.database;

import io.callstream.settings.Key;
import io.callstream.settings.Secret;
import io.callstream.sink.BatchPolicy;
import io.callstream.sink.Sink;
import io.callstream.sink.SinkContext;
import io.callstream.sink.SinkFactory;
import io.callstream.sink.SinkSettings;
import java.time.Duration;
import java.util.List;

/** Recipe 3, a database log, by nothing but JDBC. The {@code postgres} sink does more, and faster. */
public final class DatabaseSinkFactory implements SinkFactory<DatabaseConfig> {
    static final Key<String> URL =
            Key.text("url").orVariables("RECIPE_DATABASE_URL").required().says("JDBC URL of the database.");
    static final Key<String> USER =
            Key.text("user").orVariables("RECIPE_DATABASE_USER").required().says("Who may write there.");
    static final Key<Secret> PASSWORD = Key.secret("password")
            .orVariables("RECIPE_DATABASE_PASSWORD")
            .required()
            .says("The user's.");
    static final Key<Duration> TIMEOUT =
            Key.duration("timeout").min("1ms").byDefault("5s").says("Longest wait for a batch.");

    @Override
    public String name() {
        return "recipe-database";
    }

    @Override
    public List<Key<?>> keys() {
        return List.of(URL, USER, PASSWORD, TIMEOUT);
    }

    @Override
    public DatabaseConfig configure(SinkSettings settings) {
        return new DatabaseConfig(settings.get(URL), settings.get(USER), settings.get(PASSWORD), settings.get(TIMEOUT));
    }

    @Override
    public BatchPolicy batching(DatabaseConfig config) {
        return BatchPolicy.of(500, 4L << 20, Duration.ofMillis(200));
    }

    @Override
    public Sink create(DatabaseConfig config, SinkContext context) {
        return new DatabaseSink(config);
    }
}
