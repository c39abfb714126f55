package io.callstream.gateway.json;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A key of each provider, made up, is known wherever somebody puts it; what only begins as they do is none. */
class ProviderKeysTest {
    private static final String BASE62 = "aB3dE5gH7jK9mN1pQ3sT5vW7xY9zA1bC3dE5gH7jK9mN1pQ3sT5vW7xY9zA1bC3d";

    private static final List<String> KEYS = List.of(
            "sk-" + BASE62.substring(0, 48), // OpenAI
            "sk-proj-" + BASE62.substring(0, 20) + "_-" + BASE62.substring(0, 20),
            "sk-svcacct-" + BASE62.substring(0, 40),
            "sk-ant-api03-" + BASE62.substring(0, 60) + "-" + BASE62.substring(0, 9) + "AA", // Anthropic
            "sk-ant-oat01-" + BASE62.substring(0, 60),
            "sk-or-v1-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", // OpenRouter
            "sk-0123456789abcdef0123456789abcdef", // DeepSeek, Alibaba
            "sk-lf-01234567-89ab-cdef-0123-456789abcdef", // Langfuse
            "sk-helicone-a1b2c3d-e4f5g6h-i7j8k9l", // Helicone
            "sk-1234", // as LiteLLM's documentation has it
            "gsk_" + BASE62.substring(0, 52), // Groq
            "xai-" + BASE62, // xAI
            "pplx-" + BASE62.substring(0, 48), // Perplexity
            "nvapi-" + BASE62.substring(0, 30) + "_-" + BASE62.substring(0, 30), // NVIDIA
            "csk-" + "a1b2c3d4e5f6".repeat(4), // Cerebras
            "tgp_v1_" + BASE62.substring(0, 30) + "-" + BASE62.substring(0, 12), // Together
            "fw_" + BASE62.substring(0, 24), // Fireworks
            "hf_" + BASE62.substring(0, 34), // Hugging Face
            "r8_" + BASE62.substring(0, 37), // Replicate
            "jina_0123456789abcdef0123456789abcdef" + BASE62.substring(0, 28), // Jina
            "sk_0123456789abcdef0123456789abcdef0123456789abcdef", // ElevenLabs
            "tvly-dev-" + BASE62.substring(0, 32), // Tavily
            "lsv2_pt_0123456789abcdef0123456789abcdef_0123456789", // LangSmith
            "pcsk_" + BASE62.substring(0, 6) + "_" + BASE62.substring(0, 63), // Pinecone
            "AIzaSyA1234567890abcdefghijklmnopqrstuv", // Google
            "AQ.Ab8RN6" + BASE62.substring(0, 44),
            "GOCSPX-" + BASE62.substring(0, 28),
            "AKIAIOSFODNN7EXAMPLE", // AWS
            "ASIAIOSFODNN7EXAMPLE",
            "IQoJb3JpZ2luX2VjEJr" + BASE62,
            "FwoGZXIvYXdzEJr" + BASE62,
            "ABSKQmVkcm9ja0FQSUtleS1hYmNkLWF0LTEyMzQ1Njc4OTAxMjpBQkNERUZHSElKS0xN=", // Bedrock
            "bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29tLz9BY3Rpb249Q2FsbFdpdGhCZWFyZXJUb2tlbg==",
            "ghp_" + BASE62.substring(0, 36), // GitHub
            "gho_" + BASE62.substring(0, 36),
            "ghu_" + BASE62.substring(0, 36),
            "ghs_" + BASE62.substring(0, 36),
            "ghr_" + BASE62.substring(0, 36),
            "github_pat_" + BASE62.substring(0, 22) + "_" + BASE62.substring(0, 59),
            "glpat-" + BASE62.substring(0, 20), // GitLab
            "xoxb-123456789012-123456789012-" + BASE62.substring(0, 24), // Slack
            "xoxp-123456789012-123456789012-" + BASE62.substring(0, 24),
            "xapp-1-A0123456789-1234567890123-" + BASE62.substring(0, 24),
            "sk_live_" + BASE62.substring(0, 24), // Stripe
            "rk_test_" + BASE62.substring(0, 24),
            "whsec_" + BASE62.substring(0, 32),
            "npm_" + BASE62.substring(0, 36),
            "pypi-AgEIcHlwaS5vcmc" + BASE62,
            "shpat_0123456789abcdef0123456789abcdef",
            "dop_v1_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
            "dckr_pat_" + BASE62.substring(0, 27),
            "ntn_" + BASE62.substring(0, 46),
            "glsa_" + BASE62.substring(0, 32) + "_0a1b2c3d",
            "sbp_0123456789abcdef0123456789abcdef01234567",
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U",
            "eyJhbGciOiJSU0EtT0FFUCJ9.OKOawDo13gRp2ojaHV7LFpZcgV7T6DVZ.48V1_ALb6US04U3b.5eym8TW_c8SuK0l.XFBoMYUZodetZdv",
            "eyJhbGciOiJkaXIifQ..48V1_ALb6US04U3b.5eym8TW_c8SuK0ltJ3rpYIzOeDQz7TAL.XFBoMYUZodetZdvTiFvSkQ");

    /** KEY is where it stands. The sign before it is the end of an escape sequence as often as not. */
    private static final List<String> PLACES = List.of(
            "KEY",
            "it is KEY, see?",
            "é KEY ü",
            "日本KEY語",
            "(KEY)",
            "key=KEY;",
            "'KEY'",
            "`KEY`",
            "first line\nKEY\nlast line",
            "{\"content\":\"KEY\"}",
            "{\"content\":\"one\\nKEY\\ntwo\"}",
            "{\"content\":\"one\\tKEY\\ttwo\"}",
            "{\"content\":\"caf\\u00e9KEY\\u00e9\"}",
            "{\"arguments\":\"{\\\"a\\\":\\\"KEY\\\"}\"}",
            "{\"arguments\":\"{\\\"a\\\":\\\"x\\\\nKEY\\\\ny\\\"}\"}",
            "Set it: export NAME=KEY && run",
            "curl https://host/KEY/x",
            "curl https:\\/\\/host\\/KEY\\/x");

    static Stream<Arguments> everywhere() {
        return KEYS.stream().flatMap(key -> PLACES.stream().map(place -> Arguments.of(key, place)));
    }

    @ParameterizedTest(name = "{0} in {1}")
    @MethodSource("everywhere")
    void aKeyIsKnownByItsLooks(String key, String place) {
        boolean base64 = key.startsWith("ABSK") || key.startsWith("IQoJ") || key.startsWith("FwoG");
        // A slash belongs to base64, and what stands behind one may.
        String text =
                base64 || key.startsWith("bedrock") || key.startsWith("AQ.") ? place.replaceAll("\\\\?/x$", "") : place;

        MarkedSecrets.areFound(text.replace("KEY", '⟦' + key + '⟧'));
    }

    /** Names of models, of variables in programs, of packages, of files; and words. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "pplx-7b-online and pplx-70b-chat, perplexity/pplx-8x7b-instruct",
                "xai-grok-4-fast",
                "xai-explainable-models-for-everybody",
                "nvapi-client-for-python",
                "rk-3588",
                "csk-2024",
                "xapp-template-2",
                "tvly-python",
                "glpat-short1",
                "pypi-mirror-2024",
                "hf_hub_download_v2(repo_id, filename)",
                "hf_model_7b_instruct_fp16",
                "npm_config_registry_2",
                "npm_package_version_1_0_0",
                "sk_buff_head_init_2",
                "github_actions_runner_v2_linux_x64",
                "fw_version_12_of_the_device",
                "r8_0",
                "bedrock-2023-05-31",
                "bedrock-api-key-",
                "bedrock-runtime.us-east-1.amazonaws.com",
                "my-bedrock-api-key-1234567890123456",
                "ABSK",
                "ABSKQmVkcm9ja0FQSUtleS",
                "AQ.Ab8RN6",
                "FAQ.Ab8RN6aB3dE5gH7jK9mN1pQ3sT5vW7xY9zA1bC3dE5gH7",
                "IQoJb3JpZ2lu",
                "AKIAIOSFODNN7EXAMPL",
                "AKIBIOSFODNN7EXAMPLE",
                "AKIaiosfodnn7example",
                "BKIAIOSFODNN7EXAMPLE",
                "ATIAIOSFODNN7EXAMPLE",
                "AIzaSyA1234567890abcdefghijkl",
                "AIyaSyA1234567890abcdefghijklmnopqrstuv",
                "AIzbSyA1234567890abcdefghijklmnopqrstuv",
                "XAIzaSyA1234567890abcdefghijklmnopqrstuv",
                "eyJhbGc.eyJzdWIiOiIxMjM0In0",
                "eyJhbGciOiJIUzI1NiJ9.eyJz",
                "eyJhbGciOiJIUzI1NiJ9 eyJzdWIiOiIxMjM0In0",
                "fyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0",
                "ezJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0",
                "gsk_abcdefghijklmnopqrstuvwxyz",
                "gsk_a1b2c3d4e5f6g7h",
            })
    void whatOnlyBeginsLikeOneIsNone(String text) {
        MarkedSecrets.areFound(text);
    }

    /** One sign fewer, and it is something else. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "⟦gsk_a1b2c3d4e5f6g7h8⟧",
                "⟦pplx-a1b2c3d4e5f6g7h8⟧",
                "⟦sk-abcdefghijklmnop⟧",
                "⟦sk-abc1⟧",
                "⟦AKIAIOSFODNN7EXAMPLE⟧",
                "⟦AIzaSyA1234567890abcdefghijklmn⟧",
                "⟦eyJhbGciOi.eyJzdWIiO⟧",
                "⟦bedrock-api-key-YmVkcm9jay5hbWF6⟧",
            })
    void aKeyOfTheLeastLengthIsOne(String marked) {
        MarkedSecrets.areFound(marked);
        String text = MarkedSecrets.plain(marked);
        MarkedSecrets.areFound(text.substring(0, text.length() - 1));
    }
}
