package io.callstream.sink.otlp.genai;

import java.util.Set;

/**
 * How a destination wants GenAI spans.
 *
 * @param names under which it reads attributes; their own are those of the semantic conventions 1.41
 * @param forms in which it reads what was said
 */
public record Dialect(NameTable names, Set<Form> forms) {
    /** A way to write down what was said in a call. */
    public enum Form {
        /** {@code gen_ai.input.messages} and {@code gen_ai.output.messages}: JSON texts of roles and parts (since 1.37). */
        MESSAGES,
        /** {@code gen_ai.prompt.0.role}, {@code gen_ai.completion.0.content} and so on, as OpenLLMetry and LiteLLM write them. */
        INDEXED
    }

    /** The semantic conventions 1.41. */
    public static final Dialect CURRENT =
            new Dialect(NameTable.same().instead("llm.request.type"), Set.of(Form.MESSAGES));

    /** The names before 1.37, which OpenLLMetry, LiteLLM and the tools made for them read. */
    public static final Dialect LEGACY = new Dialect(
            NameTable.same()
                    .instead("gen_ai.provider.name", "gen_ai.system")
                    .instead("gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens")
                    .instead("gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens")
                    .instead("gen_ai.usage.cache_read.input_tokens", "gen_ai.usage.cache_read_input_tokens")
                    .instead("gen_ai.usage.cache_creation.input_tokens", "gen_ai.usage.cache_creation_input_tokens")
                    .instead("gen_ai.usage.reasoning.output_tokens", "gen_ai.usage.reasoning_tokens")
                    .instead("gen_ai.request.stream", "llm.is_streaming")
                    .instead("callstream.total_tokens", "llm.usage.total_tokens")
                    .also("user.id", "llm.user")
                    .instead("callstream.metadata.*", "metadata.*"),
            Set.of(Form.INDEXED));

    /** Both generations of names, for the time in which readers move from one to the other. */
    public static final Dialect BOTH = new Dialect(
            NameTable.same()
                    .also("gen_ai.provider.name", "gen_ai.system")
                    .also("gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens")
                    .also("gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens")
                    .also("callstream.total_tokens", "llm.usage.total_tokens")
                    .also("gen_ai.request.stream", "llm.is_streaming")
                    .also("user.id", "llm.user")
                    .also("callstream.metadata.*", "metadata.*"),
            Set.of(Form.MESSAGES, Form.INDEXED));

    public Dialect {
        forms = Set.copyOf(forms);
    }
}
