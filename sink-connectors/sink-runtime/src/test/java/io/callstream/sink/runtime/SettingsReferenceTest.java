package io.callstream.sink.runtime;

import io.callstream.settings.KeyReference;
import io.callstream.sink.runtime.subscribe.Subscription;
import io.callstream.testing.docs.GeneratedPart;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Keeps the settings that every sink has as they are stated; {@code -Dgolden.update=true} writes the table anew. */
class SettingsReferenceTest {
    @Test
    void theTableIsWhatTheStatementsSay() {
        String rows = KeyReference.rows("", Subscription.keys())
                + KeyReference.rows("", KeyReference.statedIn(AlertPlan.class, Accounts.class))
                + KeyReference.rows(RuntimeSettings.BATCH, RuntimeSettings.Batching.class)
                + KeyReference.rows("", KeyReference.statedIn(RuntimeSettings.class));

        GeneratedPart.check(
                Path.of("..", "README.md"),
                "settings of every sink",
                "\n| key | default | meaning |\n|---|---|---|\n" + rows + "\n");
    }
}
