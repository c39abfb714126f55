package io.callstream.gateway.config;

import io.callstream.settings.KafkaSettings;
import io.callstream.settings.RegistrySettings;

/**
 * What becomes of events.
 *
 * @param capture what they hold
 * @param spool where they are kept until Kafka has them
 * @param kafka where they go
 * @param registry where their schemas are
 */
public record EventsConfig(CaptureConfig capture, SpoolConfig spool, KafkaSettings kafka, RegistrySettings registry) {}
