@NullMarked
package io.callstream.gateway.admin.manage;

import org.jspecify.annotations.NullMarked;
