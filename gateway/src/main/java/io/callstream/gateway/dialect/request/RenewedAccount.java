package io.callstream.gateway.dialect.request;

import io.callstream.gateway.credential.Renewed;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** An account whose header lines are fetched. */
public record RenewedAccount(Renewed<Map<String, String>> lines) implements Account {
    /** None when they have ended since they were waited for: then the provider refuses the request. */
    @Override
    public Map<String, String> headers() {
        Map<String, String> now = lines.now();
        return now == null ? Map.of() : now;
    }

    @Override
    public @Nullable CompletionStage<?> preparation() {
        return lines.now() == null ? lines.get() : null;
    }
}
