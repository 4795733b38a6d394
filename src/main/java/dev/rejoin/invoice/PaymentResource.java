package dev.rejoin.invoice;

import dev.rejoin.api.endpoint.Resource;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** /v1/invoices/{owner}/payments. */
@Path("/v1/invoices/{owner}/payments")
@Tag(name = "payments", description = "Money received for an invoice, in the invoice's currency.")
public class PaymentResource extends Resource<Payment, Payment.Data> {
    PaymentResource() {
        super(Payment.class);
    }
}
