package io.callstream.gateway.api.pass;

import io.callstream.gateway.api.ClientApi;
import io.callstream.gateway.api.Endpoint;
import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.api.Place;
import io.callstream.gateway.config.PassThroughPath;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.gateway.provider.Operation;
import io.callstream.gateway.provider.ProviderChoice;
import io.callstream.json.Slice;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One beginning of paths whose requests go on to one place: an address of the configuration, or a provider with the key of one
 * of its deployments. What stands behind the beginning is put behind the address, and cannot lead out of it.
 */
public final class PassThroughApi extends PassedApi {
    private static final Pattern LEADS_OUT =
            Pattern.compile("(?i)(?:^|/|%2f|\\\\|%5c)(?:\\.|%2e){1,2}(?:$|/|%2f|\\\\|%5c|;)");
    /** The gateway's own list stands there. */
    private static final String OPENAIS = "/openai/";

    /** Whose clients read errors in Google's form. */
    private static final Set<String> GOOGLES = Set.of("gemini", "vertex_ai");

    private static final Pattern MODELS = Pattern.compile("(?:/v1)?/models(?:/.*)?");
    private static final Pattern GEMINI_MODEL = Pattern.compile("/models/([^/:]+)");

    private final String beginning;
    private final boolean below;
    private final Set<String> methods;
    private final @Nullable String provider;
    private final ProviderChoice choice;
    private final QueryDefaults defaults;

    private PassThroughApi(
            ClientApi like,
            String beginning,
            boolean below,
            Set<String> methods,
            @Nullable String provider,
            ProviderChoice choice,
            QueryDefaults defaults) {
        super(like);
        this.defaults = defaults;
        this.beginning = beginning;
        this.below = below;
        this.methods = Set.copyOf(methods);
        this.provider = provider;
        this.choice = choice;
    }

    /** All paths that begin with a provider's name. */
    public static PassThroughApi ofProvider(ClientApi like, String provider) {
        return new PassThroughApi(
                like,
                "/" + provider,
                true,
                Set.of("GET", "POST", "PUT", "PATCH", "DELETE"),
                provider,
                new ProviderChoice.Account(provider, null),
                QueryDefaults.NONE);
    }

    /** A path of the configuration. */
    public static PassThroughApi ofPath(ClientApi like, PassThroughPath path, ProviderChoice.Fixed choice) {
        return new PassThroughApi(
                like, path.path(), path.below(), path.methods(), null, choice, new QueryDefaults(path.defaults()));
    }

    @Override
    public @Nullable Endpoint find(String method, String path, String query) {
        if (!methods.contains(method) || !path.startsWith(beginning)) {
            return null;
        }
        String rest = path.substring(beginning.length());
        boolean meant =
                !listsModels(method, path, rest) && (rest.isEmpty() ? provider == null : below && rest.startsWith("/"));
        return meant && !LEADS_OUT.matcher(rest).find()
                ? new Endpoint(
                        this,
                        Operation.PASS_THROUGH,
                        null,
                        new Place(method, path, rest, defaults.addTo(withoutKey(query))))
                : null;
    }

    @Override
    public boolean isAskedBy(String path) {
        return provider != null && path.startsWith(beginning + "/");
    }

    @Override
    public byte[] errorBody(CallError error) {
        return provider != null && GOOGLES.contains(provider) ? GoogleErrors.body(error) : super.errorBody(error);
    }

    private boolean listsModels(String method, String path, String rest) {
        return provider != null
                && method.equals("GET")
                && path.startsWith(OPENAIS)
                && MODELS.matcher(rest).matches();
    }

    /** Gemini's clients may put their key, which is the gateway's, into the query. */
    private String withoutKey(String query) {
        return provider == null
                ? query
                : Arrays.stream(query.split("&", -1))
                        .filter(field -> !QueryDefaults.name(field).equals("key"))
                        .collect(Collectors.joining("&"));
    }

    @Override
    public ApiRequest read(Endpoint endpoint, Slice body, Function<CharSequence, @Nullable String> headers)
            throws InvalidRequestException {
        PassedContent content = PassedContent.of(body, headers.apply(HttpHeaderNames.CONTENT_TYPE));
        ProviderChoice asked = provider == null
                ? choice
                : new ProviderChoice.Account(
                        provider, model(content, endpoint.place().rest()));
        return new PassedRequest(endpoint.place(), content, asked);
    }

    private static @Nullable String model(PassedContent content, String rest) {
        Matcher inPath = GEMINI_MODEL.matcher(rest);
        return inPath.find() ? inPath.group(1) : content.model();
    }
}
