package dev.rejoin.invoice;

import dev.rejoin.api.endpoint.Resource;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** /v1/subscriptions. */
@Path("/v1/subscriptions")
@Tag(name = "subscriptions", description = "What a member pays for a period; periods of one member do not overlap.")
public class SubscriptionResource extends Resource<Subscription, Subscription.Data> {
    SubscriptionResource() {
        super(Subscription.class);
    }
}
