package io.callstream.gateway.provider;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A path that clients call an endpoint by: OpenAI's with and without its version, Azure's with the deployment in it, and
 * the older engines'.
 *
 * @param model the model that the path names; null when it names none and the body does
 */
public record ApiPath(Api api, @Nullable String model) {
    private static final List<String> BEGINNINGS = List.of("", "/v1", "/openai/v1");
    private static final List<String> WITH_MODEL =
            List.of("/openai/deployments/", "/v1/engines/", "/engines/", "/openai/v1/engines/");
    private static final Map<String, ApiPath> FIXED = fixed();

    /** Which endpoint a path calls; null when it calls none. */
    public static @Nullable ApiPath find(String path) {
        ApiPath found = FIXED.get(path);
        return found != null || path.startsWith("/v1/c") ? found : withModel(path);
    }

    private static @Nullable ApiPath withModel(String path) {
        for (String beginning : WITH_MODEL) {
            if (path.startsWith(beginning)) {
                return named(path.substring(beginning.length()));
            }
        }
        return null;
    }

    /** A model's name may have slashes in it, as they are or encoded; the longest endpoint is meant. */
    private static @Nullable ApiPath named(String rest) {
        for (Api api : Api.values()) {
            if (rest.endsWith(api.path())) {
                String model =
                        decoded(rest.substring(0, rest.length() - api.path().length()));
                return model == null || model.isEmpty() ? null : new ApiPath(api, model);
            }
        }
        return null;
    }

    /** Takes percent encoding off a part of a path; null when it is none. */
    public static @Nullable String decoded(String part) {
        if (part.indexOf('%') < 0) {
            return new String(part.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        }
        byte[] bytes = new byte[part.length()];
        int length = 0;
        for (int i = 0; i < part.length(); i++) {
            int value = part.charAt(i);
            if (value == '%') {
                value = i + 2 < part.length() ? hex(part.charAt(i + 1), part.charAt(i + 2)) : -1;
                i += 2;
            }
            if (value < 0) {
                return null;
            }
            bytes[length++] = (byte) value;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private static int hex(char high, char low) {
        int first = Character.digit(high, 16);
        int second = Character.digit(low, 16);
        return first < 0 || second < 0 ? -1 : first << 4 | second;
    }

    private static Map<String, ApiPath> fixed() {
        Map<String, ApiPath> paths = new HashMap<>();
        for (Api api : Api.values()) {
            for (String beginning : BEGINNINGS) {
                paths.put(beginning + api.path(), new ApiPath(api, null));
            }
        }
        return Map.copyOf(paths);
    }
}
