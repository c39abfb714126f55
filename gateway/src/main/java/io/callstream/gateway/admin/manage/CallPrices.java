package io.callstream.gateway.admin.manage;

import io.callstream.gateway.route.Routes;
import io.callstream.gateway.usage.Pricing;
import io.callstream.gateway.usage.TokenCounter;

/**
 * What calls are priced with.
 *
 * @param routes where a model's name leads
 */
public record CallPrices(Routes routes, Pricing pricing, TokenCounter tokens) {}
