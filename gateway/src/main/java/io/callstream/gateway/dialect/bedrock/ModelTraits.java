package io.callstream.gateway.dialect.bedrock;

/** What a model is, by its name: fields that the Converse API does not know go to it in the form of its maker. */
record ModelTraits(String name) {
    /** Anthropic's models; also those behind an inference profile of one's own, which does not say. */
    boolean claude() {
        return name.contains("anthropic") || name.contains("claude");
    }

    boolean nova() {
        return name.contains("amazon.nova");
    }

    /** Amazon's first models for embeddings, one text a request. */
    boolean titanEmbeds() {
        return name.contains("amazon.titan-embed");
    }

    boolean cohereEmbeds() {
        return name.contains("cohere.embed");
    }

    /** OpenAI's open models, and others that take OpenAI's own field. */
    boolean takesEffort() {
        return name.contains("openai.gpt-oss");
    }
}
