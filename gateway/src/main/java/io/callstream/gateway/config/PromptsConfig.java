package io.callstream.gateway.config;

import io.callstream.settings.Environment;
import io.callstream.settings.Key;
import io.callstream.settings.Secret;
import io.callstream.settings.Section;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Prompts that are kept elsewhere.
 *
 * @param file folder of prompts; empty for none
 * @param groups what entries of {@code model_list} say of their calls' prompts, by model group
 * @param listed LiteLLM's {@code prompts}, by id
 */
public record PromptsConfig(
        Duration ttl,
        Duration timeout,
        LangfusePrompts langfuse,
        Humanloop humanloop,
        Optional<Path> file,
        Map<String, PromptEntry> groups,
        Map<String, PromptEntry> listed) {
    static final Key<Duration> TTL = Key.duration("ttl")
            .min("0s")
            .byDefault("60s")
            .says(
                    "How old a prompt may be that is used without asking its source again; one whose source does not answer is"
                            + " used beyond that.");
    static final Key<Duration> TIMEOUT =
            Key.duration("timeout").min("100ms").max("9s").byDefault("4s").says("Time that a source has to answer.");

    /** Humanloop's API as a source of prompts. */
    public record Humanloop(URI baseUrl, Optional<Secret> apiKey) {
        static final Key<URI> BASE_URL = Key.address("base_url")
                .orVariables("HUMANLOOP_BASE_URL")
                .byDefault("https://api.humanloop.com")
                .says("Server that speaks Humanloop's API, with or without /v5.");
        static final Key<Optional<Secret>> API_KEY = Key.secret("api_key")
                .orVariables("HUMANLOOP_API_KEY")
                .optional()
                .says("Key of the account that prompts are kept in.");
    }

    /** A folder as a source of prompts. */
    static final class OfFiles {
        static final Key<Optional<Path>> DIRECTORY = Key.path("directory")
                .optional()
                .says("Folder with prompts as files, such as greeting.prompt; by default"
                        + " litellm_settings.global_prompt_directory.");

        private OfFiles() {}
    }

    /** LiteLLM's, in its {@code litellm_settings}. */
    static final class OfLitellm {
        static final Key<Optional<Path>> DIRECTORY = Key.path("global_prompt_directory")
                .optional()
                .says("Folder with prompts as files, unless callstream.prompts.file.directory names another.");

        private OfLitellm() {}
    }

    public PromptsConfig {
        groups = Map.copyOf(groups);
        listed = Map.copyOf(listed);
    }

    /** The settings, without what entries say. */
    static PromptsConfig read(Section section, Section litellmSettings, Environment environment) {
        Optional<Path> directory = litellmSettings.get(OfLitellm.DIRECTORY);
        Section humanloop = section.section("humanloop");
        return new PromptsConfig(
                section.get(TTL),
                section.get(TIMEOUT),
                LangfusePrompts.read(section.section("langfuse"), litellmSettings, environment),
                new Humanloop(
                        humanloop.get(Humanloop.BASE_URL, environment), humanloop.get(Humanloop.API_KEY, environment)),
                section.section("file").get(OfFiles.DIRECTORY).or(() -> directory),
                Map.of(),
                Map.of());
    }

    PromptsConfig with(Map<String, PromptEntry> ofGroups, Map<String, PromptEntry> ofList) {
        return new PromptsConfig(ttl, timeout, langfuse, humanloop, file, ofGroups, ofList);
    }
}
