package io.callstream.gateway.api.pass;

import io.callstream.gateway.api.ClientApi;
import io.callstream.gateway.api.Endpoint;
import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.api.Place;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.gateway.provider.Operation;
import io.callstream.json.Slice;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI's files and batches. They belong to an account at a provider and not to a model, so that the request says whose:
 * see {@link AccountWish}.
 */
public final class ResourceApi extends PassedApi {
    private static final Pattern PATH = Pattern.compile(
            "(?:/(?<provider>[a-z0-9_-]+))?(?:/v1)?/(?<kind>files|batches)(?:/(?<id>[A-Za-z0-9_.=-]{1,512}))?(?<deed>/content|/cancel)?");
    private static final String OPENAI = "openai";

    /** By method, kind and what follows it. */
    private static final Map<String, Operation> OPERATIONS = Map.of(
            "POST files", Operation.FILE_CREATE,
            "GET files", Operation.FILE_LIST,
            "GET files id", Operation.FILE_RETRIEVE,
            "DELETE files id", Operation.FILE_DELETE,
            "GET files id/content", Operation.FILE_CONTENT,
            "POST batches", Operation.BATCH_CREATE,
            "GET batches", Operation.BATCH_LIST,
            "GET batches id", Operation.BATCH_RETRIEVE,
            "POST batches id/cancel", Operation.BATCH_CANCEL);

    /** @param providers names of those that a path may begin with */
    public ResourceApi(ClientApi like, List<String> providers) {
        super(like);
        this.providers = List.copyOf(providers);
    }

    private final List<String> providers;

    @Override
    public @Nullable Endpoint find(String method, String path, String query) {
        Matcher parts = PATH.matcher(path);
        if (!parts.matches()) {
            return null;
        }
        String id = parts.group("id");
        String deed = parts.group("deed") == null ? "" : parts.group("deed");
        Operation operation = OPERATIONS.get(method + " " + parts.group("kind") + (id == null ? "" : " id") + deed);
        String provider = parts.group("provider");
        boolean known = provider == null || provider.equals("v1") || providers.contains(provider);
        if (operation == null || !known || ".".equals(id) || "..".equals(id)) {
            return null;
        }
        String named = provider == null || provider.equals("v1") || provider.equals(OPENAI) ? null : provider;
        return new Endpoint(this, operation, named, new Place(method, "", (id == null ? "" : "/" + id) + deed, query));
    }

    /** {@code endpoint.model()} is the provider that the path names. */
    @Override
    public ApiRequest read(Endpoint endpoint, Slice body, Function<CharSequence, @Nullable String> headers)
            throws InvalidRequestException {
        return AccountWish.read(endpoint, body, headers);
    }
}
