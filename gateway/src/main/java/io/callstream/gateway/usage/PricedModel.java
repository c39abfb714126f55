package io.callstream.gateway.usage;

/**
 * What a price is looked up by.
 *
 * @param deploymentId of the deployment, which may have a price of its own
 * @param provider who answers
 * @param name of the model as it was sent to the provider
 */
public record PricedModel(String deploymentId, String provider, String name) {
    static PricedModel of(AskedModel asked) {
        return new PricedModel(asked.deployment().id(), asked.deployment().provider(), asked.name());
    }
}
