package io.callstream.gateway.api.openai;

import io.callstream.gateway.api.ClientApi;
import io.callstream.gateway.api.Endpoint;
import io.callstream.gateway.api.PathText;
import io.callstream.gateway.provider.Operation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The paths that clients call OpenAI's endpoints by: with and without the version, Azure's with the deployment in it, and the older engines'. */
final class OpenAiPaths {
    private static final List<String> BEGINNINGS = List.of("", "/v1", "/openai/v1");
    private static final String COHERES_RERANK = "/v2/rerank";
    private static final List<String> WITH_MODEL =
            List.of("/openai/deployments/", "/v1/engines/", "/engines/", "/openai/v1/engines/");

    /** The Responses API has requests of another form; files and batches are of no model. */
    private static final List<Operation> SERVED = Stream.of(Operation.values())
            .filter(each -> each.ofModel() && !each.inResponsesApi())
            .toList();

    private final ClientApi api;
    private final Map<String, Endpoint> fixed;

    OpenAiPaths(ClientApi api) {
        this.api = api;
        this.fixed = fixed(api);
    }

    @Nullable Endpoint find(String path) {
        Endpoint found = fixed.get(path);
        return found != null || path.startsWith("/v1/c") ? found : withModel(path);
    }

    private @Nullable Endpoint withModel(String path) {
        for (String beginning : WITH_MODEL) {
            if (path.startsWith(beginning)) {
                return named(path.substring(beginning.length()));
            }
        }
        return null;
    }

    /** A model's name may have slashes in it, as they are or encoded; the longest endpoint is meant. */
    private @Nullable Endpoint named(String rest) {
        for (Operation operation : SERVED) {
            if (rest.endsWith(operation.path())) {
                String model = PathText.decoded(
                        rest.substring(0, rest.length() - operation.path().length()));
                return model == null || model.isEmpty() ? null : new Endpoint(api, operation, model);
            }
        }
        return null;
    }

    private static Map<String, Endpoint> fixed(ClientApi api) {
        Map<String, Endpoint> paths = new HashMap<>();
        for (Operation operation : SERVED) {
            for (String beginning : BEGINNINGS) {
                paths.put(beginning + operation.path(), new Endpoint(api, operation, null));
            }
        }
        paths.put(COHERES_RERANK, new Endpoint(api, Operation.RERANK, null));
        return Map.copyOf(paths);
    }
}
