package io.callstream.gateway.dialect.request;

import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What says to a provider whose requests they are, and changes with time. Safe for use by several threads. */
public interface Account {
    /** One that needs nothing. */
    Account NONE = Map::of;

    /** Header lines by name, once {@link #preparation} has nothing missing. */
    Map<String, String> headers();

    /** As {@link io.callstream.gateway.provider.RequestEncoder#preparation}. */
    default @Nullable CompletionStage<?> preparation() {
        return null;
    }
}
