package io.callstream.gateway.config;

import io.callstream.settings.Key;
import io.callstream.settings.Section;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which pages in browsers may call. */
public record CorsConfig(Optional<List<String>> origins) {
    static final Key<List<String>> ORIGINS = Key.texts("origins")
            .byDefault(List.of(), "")
            .says(
                    "Origins of web pages whose browsers may call, such as https://chat.example.com; `*` is any. By default"
                            + " any where keys are asked for, else those on the same machine only; [] is none.");

    public CorsConfig {
        origins = origins.map(List::copyOf);
    }

    static CorsConfig read(Section cors) {
        List<String> listed = cors.get(ORIGINS).stream()
                .map(origin -> origin.toLowerCase(Locale.ROOT))
                .toList();
        listed.stream()
                .filter(origin -> !origin.equals("*") && (!origin.contains("://") || origin.endsWith("/")))
                .forEach(origin -> cors.problem(
                        ORIGINS.name(),
                        "has " + origin + " (expected * or scheme://host[:port], without a slash at the end)"));
        return new CorsConfig(cors.has(ORIGINS.name()) ? Optional.of(listed) : Optional.empty());
    }
}
