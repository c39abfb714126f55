package io.callstream.gateway.dialect.request;

import java.net.URI;
import java.util.List;

/** What paths that clients give in full are put behind: a base URL without what says the version, which the path says itself. */
public final class ServerRoot {
    /** What base URLs end with that is said by the path again; the longest first. */
    private static final List<String> VERSIONS =
            List.of("/v1/messages", "/compatibility/v1", "/openai/v1", "/v1beta", "/v1alpha", "/openai", "/v1", "/v2");

    private ServerRoot() {}

    /**
     * The path of the base, as far as a path is put behind it.
     *
     * @param rest begins with a slash
     */
    public static String of(URI base, String rest) {
        String path = base.getRawPath() == null ? "" : base.getRawPath();
        String stem = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        for (String version : VERSIONS) {
            String last = version.substring(version.lastIndexOf('/'));
            boolean again = rest.startsWith(version + "/") || rest.matches("/v\\d+(alpha|beta)?(/.*)?");
            if (stem.endsWith(version) && (again || !last.startsWith("/v"))) {
                return stem.substring(0, stem.length() - version.length());
            }
        }
        return stem;
    }
}
