package dev.rejoin.invoice;

import dev.rejoin.api.endpoint.Resource;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** /v1/invoices/{owner}/lines. */
@Path("/v1/invoices/{owner}/lines")
@Tag(name = "invoice-lines", description = "A line of an invoice; frozen once the invoice left DRAFT.")
public class InvoiceLineResource extends Resource<InvoiceLine, InvoiceLine.Data> {
    InvoiceLineResource() {
        super(InvoiceLine.class);
    }
}
