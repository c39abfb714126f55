package io.callstream.gateway.dialect.vertex;

import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.config.VertexOptions;
import io.callstream.gateway.dialect.gemini.GeminiPaths;
import java.util.NoSuchElementException;

/** Where the models of one deployment answer. */
record VertexPlace(VertexOptions options, String stem) {
    /** @param version of the API, for an address that says none */
    static VertexPlace of(Deployment deployment, String version) {
        VertexOptions options = deployment
                .endpoint()
                .options()
                .vertex()
                .orElseThrow(() -> new NoSuchElementException("a deployment of Vertex AI without a project"));
        String stem = GeminiPaths.stem(deployment.apiBase(), version) + "/projects/" + options.project() + "/locations/"
                + options.location() + "/publishers/";
        return new VertexPlace(options, stem);
    }

    /**
     * Target of a request.
     *
     * @param publisher of the model
     * @param method of the model
     */
    String path(String publisher, String model, String method) {
        return stem + publisher + "/models/" + GeminiPaths.segment(model) + ":" + method;
    }
}
