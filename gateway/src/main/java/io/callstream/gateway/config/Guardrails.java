package io.callstream.gateway.config;

import io.callstream.settings.Section;
import java.util.List;
import java.util.Set;

/** LiteLLM also takes guardrails as callbacks. Left out like a sink that is not here, they would guard nothing. */
final class Guardrails {
    private static final Set<String> NAMES = Set.of(
            "presidio",
            "llamaguard_moderations",
            "hide_secrets",
            "openai_moderations",
            "lakera_prompt_injection",
            "aporia_prompt_injection",
            "google_text_moderation",
            "llmguard_moderations",
            "blocked_user_check",
            "banned_keywords",
            "detect_prompt_injection",
            "azure_content_safety");

    /** Those that take something out. */
    private static final Set<String> REDACTING = Set.of("presidio", "hide_secrets");

    private Guardrails() {}

    static void refuse(Section litellmSettings, List<String> lists, KeyJudge judge) {
        for (String list : lists) {
            litellmSettings.names(list).stream()
                    .filter(NAMES::contains)
                    .forEach(name -> judge.refuse(litellmSettings, list, name, says(name)));
        }
    }

    private static String says(String name) {
        return "Guardrails do not run here; "
                + (REDACTING.contains(name)
                        ? "callstream.redaction takes personal data and credentials out of what is recorded and sent."
                        : "a request hook can be one (callstream.hooks).");
    }
}
