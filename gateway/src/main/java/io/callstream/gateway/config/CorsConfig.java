package io.callstream.gateway.config;

import io.callstream.settings.Section;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which pages in browsers may call. */
public record CorsConfig(
        @Setting(
                key = "callstream.server.cors.origins",
                says =
                        "Origins of web pages whose browsers may call, such as https://chat.example.com; `*` is any. By default"
                                + " any where keys are asked for, else those on the same machine only; [] is none.")
        Optional<List<String>> origins) {
    public CorsConfig {
        origins = origins.map(List::copyOf);
    }

    static CorsConfig read(Section cors) {
        List<String> listed = cors.texts("origins").stream()
                .map(origin -> origin.toLowerCase(Locale.ROOT))
                .toList();
        listed.stream()
                .filter(origin -> !origin.equals("*") && (!origin.contains("://") || origin.endsWith("/")))
                .forEach(origin -> cors.problem(
                        "origins",
                        "has " + origin + " (expected * or scheme://host[:port], without a slash at the end)"));
        return new CorsConfig(cors.has("origins") ? Optional.of(listed) : Optional.empty());
    }
}
