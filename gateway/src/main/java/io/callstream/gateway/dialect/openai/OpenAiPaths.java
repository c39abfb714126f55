package io.callstream.gateway.dialect.openai;

import io.callstream.gateway.provider.ModelName;
import io.callstream.gateway.provider.Operation;

/** Where requests in OpenAI's form go, as targets of HTTP requests. */
@FunctionalInterface
public interface OpenAiPaths {
    String path(Operation operation, ModelName model);

    /** Below the provider's base URL. */
    static String below(Operation operation) {
        return operation.path();
    }
}
