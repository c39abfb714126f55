package io.callstream.gateway.dialect.openai;

import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.dialect.answer.WholeAnswerReader;
import io.callstream.gateway.provider.Dialect;
import io.callstream.gateway.provider.Operation;
import io.callstream.gateway.provider.RequestEncoder;
import io.callstream.gateway.provider.ResponseReader;
import io.callstream.settings.Secret;
import java.net.URI;
import java.util.Map;

/** OpenAI's form, which most providers speak. */
public final class OpenAiDialect implements Dialect {
    public static final String FORM = "openai";
    private static final String COHERES = "/compatibility/v1";

    @Override
    public String form() {
        return FORM;
    }

    @Override
    public RequestEncoder encoder(Deployment deployment) {
        return new OpenAiEncoder(deployment, paths(deployment), credentials(deployment));
    }

    /** Below the deployment's base URL. */
    public static OpenAiPaths paths(Deployment deployment) {
        return (operation, model) -> path(deployment.apiBase(), operation);
    }

    /** Header lines with the key. */
    public static Map<String, String> credentials(Deployment deployment) {
        return deployment
                .apiKey()
                .map(Secret::reveal)
                .map(key -> Map.of("authorization", "Bearer " + key))
                .orElse(Map.of());
    }

    /**
     * For providers that take the form at other paths or with other keys.
     *
     * @param credentials header lines with the key
     */
    public static RequestEncoder encoder(Deployment deployment, OpenAiPaths paths, Map<String, String> credentials) {
        return new OpenAiEncoder(deployment, paths, credentials);
    }

    @Override
    public ResponseReader reader(int status, boolean stream) {
        return stream ? new ChunkReader() : new WholeAnswerReader(status, new CompletionForm());
    }

    private static String path(URI base, Operation operation) {
        String path = base.getRawPath() == null ? "" : base.getRawPath();
        String stem = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        String query = base.getRawQuery() == null ? "" : "?" + base.getRawQuery();
        return (operation == Operation.RERANK ? ranking(stem) : stem + OpenAiPaths.below(operation)) + query;
    }

    /** People write all of the path; Cohere ranks beside its path for OpenAI's form (docs.cohere.com/v2/reference/rerank). */
    private static String ranking(String stem) {
        boolean whole = stem.endsWith(Operation.RERANK.path());
        boolean cohere = stem.endsWith(COHERES);
        return whole ? stem : (cohere ? stem.substring(0, stem.length() - COHERES.length()) + "/v2" : stem) + "/rerank";
    }
}
