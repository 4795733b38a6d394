package dev.rejoin.invoice;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.math.BigDecimal;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** The view invoice_total: what an invoice amounts to, computed from its lines and payments. */
@Entity
@Immutable
public class InvoiceTotal {
    @Id
    @Nullable
    UUID invoiceId;

    @Formula("round(total_net, 2)")
    @Schema(description = "The sum of the lines without tax.", examples = "4200.00")
    @Nullable
    BigDecimal totalNet;

    @Formula("round(total_tax, 2)")
    @Schema(description = "The sum of the lines' taxes, each rounded.", examples = "840.00")
    @Nullable
    BigDecimal totalTax;

    @Formula("round(total_gross, 2)")
    @Schema(description = "Net and tax.", examples = "5040.00")
    @Nullable
    BigDecimal totalGross;

    @Formula("round(paid, 2)")
    @Schema(description = "The sum of the payments.", examples = "5040.00")
    @Nullable
    BigDecimal paid;

    @Formula("round(balance, 2)")
    @Schema(description = "Gross minus paid.", examples = "0.00")
    @Nullable
    BigDecimal balance;
}
