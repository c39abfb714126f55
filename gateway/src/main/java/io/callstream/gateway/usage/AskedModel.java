package io.callstream.gateway.usage;

import io.callstream.gateway.config.Deployment;

/**
 * What a call asked for, which is what it is priced by.
 *
 * @param name of the model as it was sent to the provider: a wildcard is filled
 */
public record AskedModel(Deployment deployment, String name) {}
