/** What paths and ids of requests mean. */
@NullMarked
package io.callstream.gateway.api;

import org.jspecify.annotations.NullMarked;
